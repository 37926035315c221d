// An image service of this machine, and the pictures that it draws.
import http from 'node:http';
import zlib from 'node:zlib';

/**
 * Starts a service that draws as many pictures as are asked for, each another one.
 * `answers` is told of each request's response, and says whether it is answered at all.
 */
export async function imageService(answers = () => true) {
  const drawn = { url: '', pictures: 0 };
  const service = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    if (answers(response)) {
      const many = JSON.parse(body || '{}').n ?? 1;
      const data = Array.from({ length: many }, () => ({ b64_json: scene(drawn.pictures++).toString('base64') }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ created: 1, data }));
    }
  });
  await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));
  drawn.url = `http://127.0.0.1:${service.address().port}/v1`;
  return drawn;
}

/** A sky, a sun and a sea in the colours of number *n*. */
function scene(n) {
  const [width, height] = [320, 213];
  const sky = [[250, 190, 120], [240, 140, 110], [120, 110, 180], [90, 160, 220], [250, 220, 160], [200, 90, 100], [60, 70, 120], [160, 210, 230]][n % 8];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) {
      const sun = Math.hypot(x - 60 - 30 * (n % 7), y - 120) < 34;
      const sea = y > 132;
      const colour = sea ? [40, 80 + (y % 9) * 4, 120] : sun ? [255, 236, 170] : sky.map((value) => Math.max(0, value - (132 - y) / 2));
      row.set(colour, 1 + x * 3);
    }
    return row;
  });
  const chunk = (type, content) => {
    const all = Buffer.concat([Buffer.from(type), content]);
    const out = Buffer.alloc(all.length + 8);
    out.writeUInt32BE(content.length);
    all.copy(out, 4);
    out.writeUInt32BE(zlib.crc32(all), all.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}
