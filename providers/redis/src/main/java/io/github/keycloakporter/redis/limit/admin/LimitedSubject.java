package io.github.keycloakporter.redis.limit.admin;

import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailCooldown;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Whose limits an administrator speaks of.
 *
 * @param user who has an account; empty for an address or an IP
 * @param path names it in an admin event; an e-mail address by its digest only
 */
record LimitedSubject(Optional<UserModel> user, LimitSubjects subjects, List<String> path) {

    static final String USER = "user";
    static final String ADDRESS = "address";
    static final String IP = "ip";

    private static final String ONE = "must be given, or one of the others: user (an id), address, ip; and only one";

    /** The parameters of the query, of which one is given. A bad one ends the request with status 400. */
    static LimitedSubject of(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            String user,
            String address,
            String ip) {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, USER, user);
        put(given, ADDRESS, address);
        put(given, IP, ip);
        if (given.size() != 1) {
            throw bad(
                    given.isEmpty()
                            ? USER
                            : given.keySet().stream().skip(1).findFirst().orElseThrow(),
                    ONE);
        }
        if (given.containsKey(USER)) {
            return of(found(session, realm, auth, given.get(USER)));
        }
        return given.containsKey(ADDRESS) ? ofAddress(given.get(ADDRESS)) : ofIp(given.get(IP));
    }

    /** By id and by address: either may be what holds somebody up. */
    private static LimitedSubject of(UserModel user) {
        LimitSubjects subjects = LimitSubjects.none().user(user);
        String email = user.getEmail();
        return new LimitedSubject(
                Optional.of(user),
                email == null || email.isBlank()
                        ? subjects
                        : subjects.address(email).mailbox(email),
                List.of(USER, user.getId()));
    }

    private static LimitedSubject ofAddress(String address) {
        int at = address.indexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw bad(ADDRESS, "must be an e-mail address");
        }
        LimitSubjects subjects = LimitSubjects.none().address(address).mailbox(address);
        String canonical = subjects.get(Dimension.ADDRESS).orElseThrow();
        return new LimitedSubject(
                Optional.empty(),
                subjects,
                List.of(ADDRESS, HashUtils.sha256UrlEncodedHash(canonical, StandardCharsets.UTF_8)));
    }

    private static LimitedSubject ofIp(String ip) {
        LimitSubjects subjects = LimitSubjects.none().ip(ip);
        if (subjects.get(Dimension.SUBNET).isEmpty()) {
            throw bad(IP, "must be an IPv4 or IPv6 address");
        }
        return new LimitedSubject(Optional.empty(), subjects, List.of(IP, ip));
    }

    /** Every limit of every action that counts this subject, and the cooldown; not those of the realm as a whole. */
    List<Limit> limits(LimitRules rules, MailCooldown cooldown) {
        String realm = "." + Dimension.REALM.tag();
        Stream<Limit> cooldowns = Stream.of(Dimension.USER, Dimension.ADDRESS)
                .flatMap(dimension -> cooldown.limits(dimension, subjects).stream());
        Stream<Limit> ruled =
                Arrays.stream(LimitedAction.values()).flatMap(action -> rules.limits(action, subjects).stream());
        return Stream.concat(cooldowns, ruled)
                .filter(limit -> !limit.name().endsWith(realm))
                .distinct()
                .toList();
    }

    private static UserModel found(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, String id) {
        UserModel user = session.users().getUserById(realm, id);
        if (user == null) {
            // as Keycloak does: whoever may not look for users is not told that there is none
            throw auth.users().canQuery() ? new NotFoundException("User not found") : new ForbiddenException();
        }
        return user;
    }

    private static void put(Map<String, String> given, String name, String value) {
        Stream.ofNullable(value).filter(text -> !text.isBlank()).forEach(text -> given.put(name, text.strip()));
    }

    private static ErrorResponseException bad(String name, String what) {
        ErrorRepresentation error = new ErrorRepresentation(name, name + " " + what, null);
        return ErrorResponse.errors(List.of(error), Response.Status.BAD_REQUEST);
    }
}
