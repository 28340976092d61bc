// Serves a site through its _worker.js in workerd, the runtime of Cloudflare, with its own asset server:
//   node miniflare.mjs DIRECTORY-OF-NODE-MODULES PORT SITE
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [, , modules, port, whole] = process.argv;

// Pages takes no longer files; of such an index only the compressed form is sent (docs/hosting/cloudflare-pages.md).
const longest = 25 * 1024 * 1024;
const site = mkdtempSync(path.join(tmpdir(), 'orrery-pages-'));
process.on('exit', () => rmSync(site, { recursive: true, force: true }));
cpSync(whole, site, {
  recursive: true,
  filter: (file) => !(file.endsWith('.json') && statSync(file).size > longest),
});

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
