package io.github.keycloakporter.notifications.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an account, as its owner is told of it.
 *
 * @param where from where it was done
 * @param what what it was about
 */
public record Notice(NoticeType type, Instant at, Where where, What what) {

    /**
     * From where something was done.
     *
     * @param app the name of the app, for people
     * @param device the browser, coarsely
     */
    public record Where(Optional<String> app, Optional<Device> device, Optional<String> ip, boolean byAdmin) {

        /** An administrator's app, browser and IP are nothing the owner has to know. */
        public static final Where ADMIN = new Where(Optional.empty(), Optional.empty(), Optional.empty(), true);

        public static final Where UNKNOWN = new Where(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * What it was about.
     *
     * @param factor the type of a credential, such as {@code otp}
     * @param credential the id of an added credential
     * @param provider the alias of an identity provider
     * @param change the id of a change of address that can be taken back
     */
    public record What(
            Optional<String> factor,
            Optional<String> credential,
            Optional<String> provider,
            Optional<String> oldAddress,
            Optional<String> newAddress,
            Optional<String> change) {

        public static final What NOTHING = new What(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public static What factor(String type, String credential) {
            return new What(
                    Optional.ofNullable(type),
                    Optional.ofNullable(credential),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public static What provider(String alias) {
            return new What(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(alias),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public static What address(String old, String now) {
            return new What(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(old),
                    Optional.ofNullable(now),
                    Optional.empty());
        }

        What takenBackBy(String changeId) {
            return new What(factor, credential, provider, oldAddress, newAddress, Optional.of(changeId));
        }
    }
}
