import { z } from 'zod';

const MAX_NUMBERS = 500;
const MAX_ADDRESS = 50;

/** Numbers or names of our own, separated by commas. */
export const addressList = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((number) => number.trim())
      .filter((number) => number !== ''),
  )
  .pipe(z.array(z.string().max(MAX_ADDRESS)).min(1).max(MAX_NUMBERS));
