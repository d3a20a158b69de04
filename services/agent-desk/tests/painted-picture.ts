import { crc32, deflateSync } from 'node:zlib';

/** A square PNG with a light round on a ground that goes from one colour to another: told apart from initials at a glance. */
export function paintedPicture(side = 128): Buffer {
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const inRound =
        Math.hypot(x - side / 2, y - side / 2.4) < side / 5 || Math.hypot(x - side / 2, y - side) < side / 2.6;
      const color = inRound ? [255, 232, 205] : [200 - (y * 120) / side, 70, 90 + (y * 140) / side];
      rows.set(color, y * (1 + side * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
