/**
 * Action links in Redis: what stands in a mail, and what Redis keeps of it.
 *
 * <h2>Keys</h2>
 *
 * All keys of a realm share one hash tag, so that every script stays within one slot of a Redis Cluster. That is why a
 * script may touch a key it learns of on the way: the older link that a user's record names has the same tag.
 *
 * <table>
 * <caption>What Redis holds</caption>
 * <tr><th>key</th><th>value</th><th>lives</th></tr>
 * <tr><td>{@code <prefix>:link:{tag}<id>}</td><td>string: when the link expires, then the payload, sealed with a key that
 * only the token yields. As long as it is there and has not expired, the link lives</td><td>as long as the link</td></tr>
 * <tr><td>{@code <prefix>:lf:{tag}<id>}, the link's fate</td><td>string: 0 until something kills the link (and so, once the
 * link is gone, expired), 1 used, 2 replaced, 3 revoked</td><td>a week longer than the link</td></tr>
 * <tr><td>{@code <prefix>:lu:{tag}<name>}, the user's record</td><td>hash: per purpose the id of the newest
 * link, when it was requested, and the keyed hash, expiry and wrong tries of the code</td><td>as long as the longest of these links</td></tr>
 * </table>
 *
 * <p>An id is the first 128 bits of SHA-256 of the token (60 bits where it names a fate), a name 60 bits of an HMAC of the
 * user id, under a key derived from the realm's own secret. A code is kept as an HMAC of user, purpose, account state and
 * code under another such key. So a dump of Redis tells how many links wait and of which purpose, but not for whom; it
 * opens none, and neither codes nor addresses can be tried against it.
 *
 * <p>A code is good only while its link lives: a claimed link needs not look for its code. When the realm's keys are
 * rotated, records and codes made with the older key are still found, as long as the realm keeps that key.
 *
 * <p>A claim whose answer gets lost on the way counts as made: its caller is refused and nobody else gets the link.
 *
 * <h2>Time</h2>
 *
 * Whether a link or a code has expired is decided by absolute times against Keycloak's clock
 * ({@link org.keycloak.common.util.Time}), the one that also stamps and checks the action token inside the link and that
 * can be moved in tests. The time to live in Redis only sweeps up.
 */
package io.github.keycloakporter.redis.link;
