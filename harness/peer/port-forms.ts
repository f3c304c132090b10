/** The forms of a port's address, for help and for what is none of them. */
export const PORT_FORMS = 'tcp-listen:4000, tcp:HOST:4000, pipe-listen:PATH, pipe:PATH, pty or pty:PATH';
