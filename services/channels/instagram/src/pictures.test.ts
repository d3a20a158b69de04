import { messagingPictures } from '@onethread/meta-messaging/testing';
import { instagramSide } from './testing/harness.ts';

messagingPictures('instagram', instagramSide);
