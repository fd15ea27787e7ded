// The identity provider that the tests sign in with: takes any login, makes its own keys, keeps
// everything in memory, and takes whatever client registers. It says on which port it listens.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const key = (type, options, kid) => {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig' };
};

const keys = [
  key('rsa', { modulusLength: 2048 }, 'rsa'),
  key('ec', { namedCurve: 'P-256' }, 'ec'),
  key('ed25519', {}, 'ed'),
];

// Its addresses of e-mail are those of people that the tests know, and it vouches for them.
const account = (id) => ({
  accountId: id,
  claims: () => ({ sub: id, email: `${id}@nordlicht.example`, email_verified: true }),
});

const configuration = {
  jwks: { keys },
  cookies: { keys: ['for tests'] },
  findAccount: (_, id) => account(id),
  claims: { openid: ['sub', 'email', 'email_verified'] },
  conformIdTokenClaims: false,
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
  pkce: { methods: ['S256'], required: () => true },
  features: { registration: { enabled: true } },
  ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration);
  // Its pages ask another site for letters; tests ask nobody outside.
  provider.use(async (context, next) => {
    await next();
    if (typeof context.body === 'string') {
      context.body = context.body.replace(/@import[^;]*;/g, '');
    }
  });
  server.on('request', provider.callback());
  console.log(`listening on port ${port}`);
});
