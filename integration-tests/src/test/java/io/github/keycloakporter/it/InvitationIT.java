package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Guild;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.DatabaseServer;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invited to an organization: each request may meet another node, and no address of the way opens anything elsewhere. */
@OnPorter(nodes = 2)
class InvitationIT {

    private static final String FORM = "form#kc-register-form";
    private static final Pattern HISTORY = Pattern.compile("history\\.replaceState\\(.*\"(http[^\"]+)\"\\)");

    private final PorterStack stack;
    private final Realm open;
    private final Realm closed;

    InvitationIT(PorterStack stack) {
        this.stack = stack;
        open = stack.realm("guilds", json -> json.put("organizationsEnabled", true));
        closed = stack.realm(
                "closed-guilds", json -> json.put("organizationsEnabled", true).put("registrationAllowed", false));
    }

    @BeforeAll
    void withoutStickiness() {
        stack.parts().balancer().all();
    }

    @AfterAll
    void noLogHoldsAToken() throws IOException {
        for (KeycloakNode node : stack.parts().nodes()) {
            String log = Files.readString(node.logFile());
            assertThat(log).as("our packages at DEBUG").contains("io.github.keycloakporter");
            assertThat(Secrets.JWT.matcher(log).find()).as("a JWT in the log").isFalse();
        }
    }

    @Test
    void aMemberOfTheRealm() {
        Guild guild = Guild.found(open, "smiths");
        Person finn = open.member("finn", true);
        guild.inviteMember(open.user(finn.address()).get("id").asText());
        Letter letter = finn.mailbox().next();
        Secrets.assertShortLink(letter);

        finn.openAndConfirm(letter.link());
        assertThat(guild.members()).contains(finn.address());
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
        Secrets.assertNoTokenIn(finn.browser());
    }

    @Test
    void aStranger() {
        join(open, "bakers");
    }

    @Test
    void aStrangerWhereNobodyElseMayRegister() {
        assertThat(closed.newcomer("hugo")
                        .browser()
                        .open(closed.app().registration().url())
                        .status())
                .isEqualTo(400);
        join(closed, "brewers");
    }

    @Test
    void copiedAddressesInviteNobody() {
        Guild guild = Guild.found(open, "potters");
        Person gwen = invited(open, guild);
        Letter letter = gwen.mailbox().next();
        Page form = gwen.openAndConfirm(letter.link());
        Page again = register(gwen, form, Map.of("email", open.freshAddress("other")));
        Set<URI> copies = new LinkedHashSet<>(gwen.browser().visited());
        for (Page page : new Page[] {form, again}) {
            copies.add(URI.create(page.find(FORM).absUrl("action")));
            page.document().select("[href*=/go/], option[value*=/go/]").forEach(link -> copies.add(link(link)));
        }
        copies.add(history(again));
        // and the addresses that Keycloak's own registration would have
        Set.copyOf(copies)
                .forEach(url -> copies.add(
                        URI.create(url.toString().replace("/go/invitation", "/login-actions/registration"))));
        assertThat(copies).hasSizeGreaterThan(8);

        Person mallory = open.somebody(gwen.address());
        mallory.browser().open(open.app().registration().url());
        for (URI copy : copies) {
            for (Browser browser : new Browser[] {new Browser(), mallory.browser()}) {
                Page page = browser.open(copy);
                assertThat(page.body()).as(copy.toString()).doesNotContain(gwen.address(), "potters");
                browser.post(copy, Map.of("email", gwen.address(), "firstName", "G", "lastName", "W"));
            }
        }
        mallory.register();
        assertThat(open.user(gwen.address()).get("emailVerified").asBoolean()).isFalse();
        assertThat(guild.members()).isEmpty();
        assertThat(guild.invited()).containsExactly(gwen.address());
    }

    /** Keycloak writes the token of an invitation into its database; it opens nothing, because it left in an email. */
    @Test
    void theTokensThatKeycloakKeepsRunNothing() throws SQLException {
        Guild guild = Guild.found(open, "glaziers");
        Person gwen = invited(open, guild);
        Letter toGwen = gwen.mailbox().next();
        Person max = open.member("max", true);
        guild.inviteMember(open.user(max.address()).get("id").asText());
        Letter toMax = max.mailbox().next();

        String registration = keptLink(gwen.address());
        assertThat(registration).contains("/registrations?");
        String token = registration.replaceAll(".*[?&]token=([^&]+).*", "$1");
        assertRefused(new Browser().open(registration));
        assertRefused(new Browser().open(open.url() + "/login-actions/action-token?key=" + token));
        Person mallory = open.newcomer("mallory");
        Page form = mallory.openRegistration();
        assertRefused(mallory.browser().open(form.url() + "&token=" + token));
        String action = form.find(FORM).absUrl("action");
        assertRefused(mallory.browser().post(URI.create(action + "&token=" + token), Map.of()));

        String membership = keptLink(max.address());
        assertThat(membership).contains("/action-token?key=");
        assertRefused(max.browser().open(membership));
        assertRefused(
                max.browser().post(URI.create(membership.replace("/action-token?", "/reset-credentials?")), Map.of()));
        assertThat(guild.members()).isEmpty();

        register(gwen, gwen.openAndConfirm(toGwen.link()), Map.of());
        max.openAndConfirm(toMax.link());
        assertThat(guild.members()).containsExactlyInAnyOrder(gwen.address(), max.address());
    }

    private static void assertRefused(Page page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(400);
        assertThat(page.has(FORM) || page.has("a[href*=action-token]"))
                .as(page.toString())
                .isFalse();
    }

    private String keptLink(String address) throws SQLException {
        DatabaseServer database = stack.parts().database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement query =
                        connection.prepareStatement("select INVITE_LINK from ORG_INVITATION where EMAIL = ?")) {
            query.setString(1, address);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void twoInvitationsInOneBrowser() {
        Guild weavers = Guild.found(open, "weavers");
        Guild dyers = Guild.found(closed, "dyers");
        Guild tanners = Guild.found(open, "tanners");
        Person ida = invited(open, weavers);
        Person jan = invited(open, tanners);
        Person kim = invited(closed, dyers);
        Page first = ida.openAndConfirm(ida.mailbox().next().link());
        Page second = confirmIn(ida.browser(), jan.mailbox().next());
        Page third = confirmIn(ida.browser(), kim.mailbox().next());

        register(ida.browser(), third, Map.of());
        register(ida.browser(), second, Map.of());
        register(ida.browser(), first, Map.of());
        assertThat(weavers.members()).containsExactly(ida.address());
        assertThat(tanners.members()).containsExactly(jan.address());
        assertThat(dyers.members()).containsExactly(kim.address());
    }

    @Test
    void twoPeopleAtOnce() {
        Guild guild = Guild.found(open, "masons");
        Person lea = invited(open, guild);
        Person max = invited(open, guild);
        Page first = lea.openAndConfirm(lea.mailbox().next().link());
        Page second = max.openAndConfirm(max.mailbox().next().link());
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> register(lea, first, Map.of())),
                        CompletableFuture.runAsync(() -> register(max, second, Map.of())))
                .join();
        assertThat(guild.members()).containsExactlyInAnyOrder(lea.address(), max.address());
        assertThat(guild.invited()).isEmpty();
    }

    @Test
    void takenBack() {
        Guild guild = Guild.found(closed, "fishers");
        Person nina = invited(closed, guild);
        Person otto = invited(closed, guild);
        Page form = otto.openAndConfirm(otto.mailbox().next().link());
        guild.uninvite();

        Page gone = nina.openAndConfirm(nina.mailbox().next().link());
        assertThat(gone.status()).isEqualTo(400);
        assertThat(gone.text()).contains("no longer valid");
        assertThat(register(otto, form, Map.of()).text()).contains("no longer valid");
        assertThat(guild.members()).isEmpty();
    }

    /** All the way, with every detour a browser takes: loaded again, filled in wrongly, back to a page of before. */
    private static void join(Realm realm, String name) {
        Guild guild = Guild.found(realm, name);
        Person gwen = invited(realm, guild);
        Letter letter = gwen.mailbox().next();
        Secrets.assertShortLink(letter);

        Page form = assertInvites(gwen, gwen.openAndConfirm(letter.link()));
        assertThat(form.text()).contains(name);
        Page reloaded = assertInvites(gwen, gwen.browser().open(form.url()));
        Page wrong = register(gwen, reloaded, Map.of("email", realm.freshAddress("other")));
        assertThat(wrong.text()).contains("Email does not match the invitation");
        assertThat(Secrets.JWT.matcher(wrong.body()).find()).isFalse();
        assertInvites(gwen, gwen.browser().open(history(wrong)));
        assertInvites(gwen, register(gwen, form, Map.of()));
        Page german = gwen.browser().open(form.url() + "&kc_locale=de");
        assertThat(assertInvites(gwen, german).document().selectFirst("html").attr("lang"))
                .isEqualTo("de");
        gwen.browser().click(german, german.find("a[href*=login-actions/authenticate]"));
        assertInvites(gwen, gwen.browser().open(letter.link()));
        Page newest = assertInvites(gwen, gwen.browser().open(form.url() + "&kc_locale=en"));

        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
        Page waiting = register(gwen, newest, Map.of());
        assertThat(guild.members()).containsExactly(gwen.address());
        assertThat(guild.invited()).isEmpty();
        Page password = gwen.typeCode(waiting, gwen.mailbox().next().code());
        assertThat(gwen.setPassword(password, Realm.PASSWORD).isInApp()).isTrue();
        Secrets.assertNoTokenIn(gwen.browser());
        assertThat(gwen.browser().open(form.url()).has(FORM)).isFalse();
        assertThat(gwen.browser().open(letter.link()).status()).isEqualTo(410);
    }

    private static Person invited(Realm realm, Guild guild) {
        Person person = realm.newcomer("gwen");
        guild.inviteStranger(person.address());
        return person;
    }

    private static Page confirmIn(Browser browser, Letter letter) {
        Page page = browser.open(letter.link());
        return browser.submit(page, page.find("form:has(input[name=proof])"), Map.of());
    }

    private static Page register(Person person, Page form, Map<String, String> typed) {
        return register(person.browser(), form, typed);
    }

    private static Page register(Browser browser, Page form, Map<String, String> typed) {
        Map<String, String> fields = new HashMap<>(Map.of("firstName", "Gwen", "lastName", "Wright"));
        fields.putAll(typed);
        return browser.submit(form, form.find(FORM), fields);
    }

    private static Page assertInvites(Person person, Page page) {
        assertThat(page.find(FORM + " input[name=email]").val()).isEqualTo(person.address());
        assertThat(page.url().getPath()).endsWith("/go/invitation");
        assertThat(Secrets.JWT.matcher(page.body()).find())
                .as("a JWT in the page")
                .isFalse();
        assertThat(page.body()).doesNotContain("login-actions/registration");
        return page;
    }

    /** Where a browser with scripts would say it is. */
    private static URI history(Page page) {
        Matcher address = HISTORY.matcher(page.body());
        assertThat(address.find()).as("the page writes the browser's history").isTrue();
        return URI.create(address.group(1));
    }

    private static URI link(Element element) {
        return URI.create(element.hasAttr("href") ? element.absUrl("href") : element.absUrl("value"));
    }
}
