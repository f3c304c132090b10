/** The chips of this family, by what software can tell apart (behaviour 61). */
export const UART_TYPES = ['8250', '16450', '16550', '16550A'] as const;
export type UartType = (typeof UART_TYPES)[number];
