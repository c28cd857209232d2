package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Two visitors who do the same side by side: all addresses of one are free, all of the other have an account. After each
 * step, every answer on the way is compared: status, address, redirects, headers, cookies, and the page word by word.
 */
final class SignUpPair {

    private final Realm realm;
    private final Person fresh;
    private final Person owners;
    private final Page firstReal;
    private final Page firstDecoy;
    private Page real;
    private Page decoy;
    private String freeAddress;
    private String takenAddress;
    private int comparedFresh;
    private int comparedOwners;

    SignUpPair(Realm realm) {
        this(realm, Map.of(), Map.of());
    }

    /**
     * @param request more parameters of the app's request
     * @param form more fields of the form
     */
    SignUpPair(Realm realm, Map<String, String> request, Map<String, String> form) {
        this(
                realm,
                realm.newcomer("somebody"),
                realm.somebody(realm.member("somebody", true).address()),
                request,
                form);
    }

    SignUpPair(Realm realm, Person fresh, Person owners) {
        this(realm, fresh, owners, Map.of(), Map.of());
    }

    private SignUpPair(
            Realm realm, Person fresh, Person owners, Map<String, String> request, Map<String, String> form) {
        this.realm = realm;
        this.fresh = fresh;
        this.owners = owners;
        freeAddress = fresh.address();
        takenAddress = owners.address();
        real = fresh.openRegistration(request);
        decoy = owners.openRegistration(request);
        compared();
        firstReal = fresh.fill(real, form);
        firstDecoy = owners.fill(decoy, form);
        real = firstReal;
        decoy = firstDecoy;
    }

    Person fresh() {
        return fresh;
    }

    Person owners() {
        return owners;
    }

    Page firstReal() {
        return firstReal;
    }

    Page firstDecoy() {
        return firstDecoy;
    }

    Page real() {
        return real;
    }

    Page decoy() {
        return decoy;
    }

    void same(String what, BiFunction<Person, Page, Page> step) {
        real = step.apply(fresh, real);
        decoy = step.apply(owners, decoy);
        compare(what);
    }

    /** As {@link #same}, where each types an address of its own that fits the pattern. */
    void same(String what, BiFunction<Person, Page, Page> step, String pattern) {
        real = step.apply(fresh, real);
        decoy = step.apply(owners, decoy);
        compared();
        assertThat(decoy.status()).as(what).isEqualTo(real.status());
        assertThat(normal(decoy.body(), owners, takenAddress).replaceAll(pattern, "TYPED"))
                .as(what)
                .isEqualTo(normal(real.body(), fresh, freeAddress).replaceAll(pattern, "TYPED"));
    }

    /** Each changes to another address: one that is free, and one that is somebody's. */
    void move() {
        freeAddress = realm.freshAddress("another");
        takenAddress = realm.member("another", true).address();
        same(
                "another address",
                (person, page) -> person.changeAddress(page, person == fresh ? freeAddress : takenAddress));
    }

    void back(String what) {
        real = fresh.goOn(firstReal);
        decoy = owners.goOn(firstDecoy);
        compare(what);
    }

    private void compare(String what) {
        assertThat(answers(owners, comparedOwners, takenAddress))
                .as(what)
                .isEqualTo(answers(fresh, comparedFresh, freeAddress));
        compared();
        assertThat(normal(decoy.url().toString(), owners, takenAddress))
                .as(what)
                .isEqualTo(normal(real.url().toString(), fresh, freeAddress));
        assertThat(normal(decoy.body(), owners, takenAddress))
                .as(what)
                .isEqualTo(normal(real.body(), fresh, freeAddress));
    }

    /** All that one of the two was answered since the last comparison, one line an answer. */
    private static String answers(Person person, int compared, String address) {
        StringBuilder lines = new StringBuilder();
        List<Page> all = person.browser().answers();
        for (Page answer : all.subList(compared, all.size())) {
            lines.append(answer.status())
                    .append(' ')
                    .append(normal(answer.url().toString(), person, address))
                    .append(' ')
                    .append(headers(answer, person, address))
                    .append('\n');
        }
        return lines.toString();
    }

    void mailsLeft() {
        fresh.mailbox().next();
        realm.mailbox(owners.address()).next();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> fresh.status(firstReal).body().contains("handed-over")
                        && owners.status(firstDecoy).body().contains("handed-over"));
        compared();
    }

    private void compared() {
        comparedFresh = fresh.browser().answers().size();
        comparedOwners = owners.browser().answers().size();
    }

    String wrongCode() {
        return fresh.mailbox().all().get(0).code().equals("000000") ? "000001" : "000000";
    }

    /** Without what is another one for each browser or second. */
    private static String normal(String text, Person person, String address) {
        return text.replace(address, "ADDRESS")
                .replace(address.replace("@", "%40"), "ADDRESS")
                .replace(person.address(), "FIRST ADDRESS")
                .replaceAll(
                        "(tab_id|session_code|client_data|state|nonce|code_challenge|auth_session_id)=[^&\"\\s]+",
                        "$1=X")
                .replaceAll("checkAuthSession\\(\\s*\"[^\"]+\"", "checkAuthSession(X")
                .replaceAll("data-resend-seconds=\"\\d+\"", "data-resend-seconds=N")
                .replaceAll("\\b\\d+ (seconds|Sekunden)", "N seconds")
                .replaceAll("data-mail-state=\"(queued|handed-over)\"", "data-mail-state=X")
                .replaceAll("(id=\"porter-mail-text\">)[^<]*", "$1MAIL")
                .replaceAll("\"state\":\"(queued|handed-over)\"", "STATE");
    }

    private static Map<String, Object> headers(Page answer, Person person, String address) {
        Map<String, Object> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            switch (name) {
                case "date", "content-length", "retry-after" -> headers.put(name, values.size());
                case "set-cookie" ->
                    headers.put(
                            name,
                            values.stream().map(SignUpPair::cookie).sorted().toList());
                default ->
                    headers.put(
                            name,
                            values.stream()
                                    .map(value -> normal(value, person, address))
                                    .toList());
            }
        });
        return headers;
    }

    /** A cookie's name and attributes, and its value where it is no secret: none, or a language. */
    private static String cookie(String line) {
        String undated = line.replaceAll("(?i)(expires)=[^;]*", "$1=X");
        return undated.startsWith("KEYCLOAK_LOCALE=") ? undated : undated.replaceFirst("=[^;]+", "=X");
    }
}
