// Serves a site through its _worker.js in workerd, the runtime of Cloudflare, with its own asset server:
//   node miniflare.mjs DIRECTORY-OF-NODE-MODULES PORT SITE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , modules, port, site] = process.argv;
const { Miniflare } = createRequire(path.join(modules, 'package.json'))('miniflare');
const miniflare = new Miniflare({
  host: '127.0.0.1',
  port: Number(port),
  modules: true,
  script: readFileSync(path.join(site, '_worker.js'), 'utf8'),
  compatibilityDate: '2025-05-05',
  assets: {
    directory: site,
    binding: 'ASSETS',
    assetConfig: { not_found_handling: '404-page' },
    routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
  },
});
await miniflare.ready;
