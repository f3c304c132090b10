// The package gives its types to `require` alone: without the attribute, all of them are unknown to an ES module.
// Biome takes that for a mistake, and so does not look at this file.
export type {
  BindingInterface,
  BindingPortInterface,
  BindingsErrorInterface,
  OpenOptions,
  PortInfo,
  PortStatus,
  SetOptions,
  UpdateOptions,
} from '@serialport/bindings-interface' with { 'resolution-mode': 'require' };
