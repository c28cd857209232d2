package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links that work no more: each says why, and none proves anything. */
@OnPorter
class DeadLinkIT {

    private final PorterStack stack;
    private final Realm realm;

    DeadLinkIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void expired() {
        Realm brief = stack.realm("brief", DeadLinkIT::withShortLinks);
        Person ada = brief.newcomer("ada");
        Page waiting = ada.register();
        Letter letter = ada.mailbox().next();

        Browser stranger = new Browser();
        Page page = await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> stranger.open(letter.link()), answer -> answer.status() != 200);
        assertDead(page, 410);
        assertThat(page.text()).contains("too old");
        assertThat(ada.typeCode(waiting, letter.code()).status()).isEqualTo(400);
        assertThat(brief.isVerified(ada.address())).isFalse();
    }

    @Test
    void expiredBetweenPageAndButton() {
        Realm brief = stack.realm("brief", DeadLinkIT::withShortLinks);
        Person ben = brief.newcomer("ben");
        ben.register();
        URI link = ben.mailbox().next().link();
        Person phone = brief.somebody(ben.address());
        Page page = phone.browser().open(link);

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> new Browser().open(link).status() != 200);
        assertDead(phone.confirm(page), 410);
        assertThat(brief.isVerified(ben.address())).isFalse();
    }

    @Test
    void used() {
        Person cleo = realm.member("cleo", false);
        cleo.logIn(Realm.PASSWORD);
        URI link = cleo.mailbox().next().link();
        realm.somebody(cleo.address()).openAndConfirm(link);
        realm.change(cleo.address(), Map.of("emailVerified", false));

        Page again = new Browser().open(link);
        assertDead(again, 410);
        assertThat(again.text()).containsIgnoringCase("used");
        assertThat(realm.isVerified(cleo.address())).isFalse();
    }

    @Test
    void usedAndAlreadyVerifiedIsSaidKindly() {
        Person dora = realm.newcomer("dora");
        dora.register();
        Letter letter = dora.mailbox().next();
        Person phone = realm.somebody(dora.address());
        Page page = phone.browser().open(letter.link());
        realm.change(dora.address(), Map.of("emailVerified", true, "requiredActions", java.util.List.of()));

        Page kind = new Browser().open(letter.link());
        assertThat(kind.status()).isEqualTo(200);
        assertThat(kind.text()).contains("confirmed already");
        assertThat(kind.has("form:has(input[name=proof])")).isFalse();
        assertThat(phone.confirm(page).status()).isEqualTo(200);
    }

    @Test
    void forged() {
        String forged = realm.url() + "/go/" + "A".repeat(43);
        assertDead(new Browser().open(forged), 400);
        assertDead(new Browser().open(realm.url() + "/go/x"), 400);
        assertDead(new Browser().open(realm.url() + "/go/" + "A".repeat(2000)), 400);
        assertDead(new Browser().open(realm.url() + "/go/%00%0d%0aSet-Cookie:%20x=y"), 400);
        assertThat(new Browser().post(URI.create(forged), Map.of("proof", "x")).status())
                .isEqualTo(400);
    }

    @Test
    void ofAnotherRealm() {
        Person eva = realm.newcomer("eva");
        eva.register();
        String token = eva.mailbox().next().token();
        assertDead(new Browser().open(stack.hasty().url() + "/go/" + token), 400);
        assertThat(realm.isVerified(eva.address())).isFalse();
    }

    @Test
    void revokedByANewPassword() {
        Person finn = realm.member("finn", false);
        finn.logIn(Realm.PASSWORD);
        Letter letter = finn.mailbox().next();
        realm.setPassword(finn.address(), "Another-Horse-8!");
        assertRevoked(letter, finn.address());
    }

    @Test
    void revokedByANewAddress() {
        Person gwen = realm.member("gwen", false);
        Page waiting = gwen.logIn(Realm.PASSWORD);
        Letter letter = gwen.mailbox().next();
        String other = realm.freshAddress("other");
        realm.change(gwen.address(), Map.of("email", other, "username", other));
        assertRevoked(letter, other);
        assertThat(gwen.typeCode(waiting, letter.code()).status()).isNotEqualTo(302);
        assertThat(realm.isVerified(other)).isFalse();
    }

    @Test
    void revokedForTheDisabled() {
        Person hal = realm.member("hal", false);
        hal.logIn(Realm.PASSWORD);
        Letter letter = hal.mailbox().next();
        realm.change(hal.address(), Map.of("enabled", false));
        assertRevoked(letter, hal.address());

        realm.change(hal.address(), Map.of("enabled", true));
        assertRevoked(letter, hal.address());
    }

    @Test
    void revokedForTheDeleted() {
        Person ida = realm.member("ida", false);
        ida.logIn(Realm.PASSWORD);
        URI link = ida.mailbox().next().link();
        String id = realm.user(ida.address()).get("id").asText();
        Admin.require(realm.admin().delete("/" + realm.name() + "/users/" + id), "deleting a user");
        assertDead(new Browser().open(link), 410);
    }

    @Test
    void revokedBetweenPageAndButton() {
        Person jo = realm.member("jo", false);
        jo.logIn(Realm.PASSWORD);
        Person phone = realm.somebody(jo.address());
        Page page = phone.browser().open(jo.mailbox().next().link());
        realm.setPassword(jo.address(), "Another-Horse-8!");

        assertDead(phone.confirm(page), 410);
        assertThat(realm.isVerified(jo.address())).isFalse();
    }

    private void assertRevoked(Letter letter, String username) {
        assertDead(new Browser().open(letter.link()), 410);
        assertThat(realm.isVerified(username)).isFalse();
    }

    /** One themed page with the right status, a way on and no button that would do anything. */
    private static void assertDead(Page page, int status) {
        assertThat(page.status()).as(page.toString()).isEqualTo(status);
        assertThat(page.has("form:has(input[name=proof])")).isFalse();
        assertThat(page.document().select("a[href]")).as("a way on").isNotEmpty();
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Set-Cookie")).doesNotContain("x=y");
    }

    private static void withShortLinks(ObjectNode realm) {
        realm.withObject("/attributes").put("actionTokenGeneratedByUserLifespan.verify-email", "3");
    }
}
