import type { HostSystem } from '../model.ts';

interface Taken {
  readonly number: number;
  readonly by: string;
  /** Undefined: wherever it is installed. */
  readonly on?: HostSystem;
}

/** TCP ports that a student's computer often has in use, and by whom. */
export const TAKEN: readonly Taken[] = [
  { number: 22, by: 'SSH' },
  { number: 23, by: 'Telnet' },
  { number: 25, by: 'SMTP' },
  { number: 53, by: 'DNS' },
  { number: 80, by: 'HTTP' },
  { number: 135, by: 'Windows RPC', on: 'windows' },
  { number: 139, by: 'NetBIOS' },
  { number: 443, by: 'HTTPS' },
  { number: 445, by: 'SMB' },
  { number: 631, by: 'CUPS' },
  { number: 902, by: 'VMware' },
  { number: 1433, by: 'SQL Server' },
  { number: 1521, by: 'Oracle Database' },
  { number: 2049, by: 'NFS' },
  { number: 3306, by: 'MySQL' },
  { number: 3389, by: 'RDP' },
  { number: 5000, by: 'AirPlay', on: 'macosx' },
  { number: 5357, by: 'WSDAPI', on: 'windows' },
  { number: 5432, by: 'PostgreSQL' },
  { number: 5900, by: 'VNC' },
  { number: 5985, by: 'WinRM', on: 'windows' },
  { number: 6000, by: 'X11' },
  { number: 6379, by: 'Redis' },
  { number: 7000, by: 'AirPlay', on: 'macosx' },
  { number: 8080, by: 'HTTP' },
  { number: 27017, by: 'MongoDB' },
];
