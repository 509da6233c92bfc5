export { forgetReports } from './forget-reports.ts';
export { openRegister } from './open-register.ts';
export { createRegister, type KeptSigned, type Register, type RegisterCursor } from './register.ts';
