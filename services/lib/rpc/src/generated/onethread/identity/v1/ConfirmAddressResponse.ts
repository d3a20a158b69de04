// Original file: proto/onethread/identity/v1/identity.proto


export interface ConfirmAddressResponse {
  'triesLeft'?: (number);
  'confirmed'?: (boolean);
}

export interface ConfirmAddressResponse__Output {
  'triesLeft': (number);
  'confirmed': (boolean);
}
