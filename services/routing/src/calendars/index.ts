export { isTimeZone } from './offset-periods.ts';
export { afterOpenMs, isOpenAt, leftOpenMs, MAX_LOOK_AHEAD_DAYS, nextOpening, openMsBetween } from './open-time.ts';
export { targetTermsOf } from './queue-time.ts';
