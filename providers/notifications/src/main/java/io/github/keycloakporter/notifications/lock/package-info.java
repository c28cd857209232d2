/**
 * The lock of an account whose owner said 'this was not me': nobody gets in, and nothing of it changes, until its owner
 * chooses a new password by a mailed link or an administrator sets one.
 *
 * <p>Independent of the notices: its own event listener, {@value
 * io.github.keycloakporter.notifications.lock.AccountLockFactory#PROVIDER_ID}, which has no options and listens in every realm.
 */
package io.github.keycloakporter.notifications.lock;
