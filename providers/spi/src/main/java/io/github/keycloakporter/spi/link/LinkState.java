package io.github.keycloakporter.spi.link;

/** The fate of a link. */
public enum LinkState {
    /** Waits to be claimed. */
    LIVE,
    /** Was claimed, or the code beside it was. */
    USED,
    /** A newer link for the same user and purpose was issued. */
    REPLACED,
    /** Killed because the account changed: password, address, disabled, deleted. */
    REVOKED,
    /** Nobody used it in time. */
    EXPIRED,
    /** Never issued, or so long ago that nothing is left of it. */
    UNKNOWN
}
