import { messagingPictures } from '@onethread/meta-messaging/testing';
import { messengerSide } from './testing/harness.ts';

messagingPictures('messenger', messengerSide);
