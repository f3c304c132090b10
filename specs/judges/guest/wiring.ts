/** Where a guest's COM1 leads: a port on 127.0.0.1, or the path of a Unix socket. */
export type Wiring =
  /** `telnet`: a break can be sent to it, as RFC 854 has it. */
  | { readonly listen: 'tcp' | { readonly path: string }; readonly telnet?: true }
  /** `again`: it starts without a listener too, and calls once a second. */
  | { readonly connect: number | { readonly path: string }; readonly again?: true };

/** The same in QEMU's words. */
export function socketOf(wiring: Wiring): string {
  if ('listen' in wiring) {
    const { listen, telnet } = wiring;
    const at = listen === 'tcp' ? 'host=127.0.0.1,port=0' : `path=${listen.path}`;
    return `${at},server=on,wait=off${telnet === true ? ',telnet=on' : ''}`;
  }
  const { connect, again } = wiring;
  const at = typeof connect === 'number' ? `host=127.0.0.1,port=${connect}` : `path=${connect.path}`;
  return `${at}${again === true ? ',reconnect=1' : ''}`;
}
