/** Where a computer reaches itself, and nobody else reaches it. */
export const LOOPBACK = '127.0.0.1';
