export * from './program.ts';
export * from './sqlite-file.ts';
