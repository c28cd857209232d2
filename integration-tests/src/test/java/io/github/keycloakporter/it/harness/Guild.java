package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** An organization of a realm, and what its administrator does with it. */
public final class Guild {

    private final Realm realm;
    private final String path;

    private Guild(Realm realm, String id) {
        this.realm = realm;
        this.path = "/" + realm.name() + "/organizations/" + id;
    }

    /** Founds it. Whoever joins by invitation is sent to {@link App#HOME}. */
    public static Guild found(Realm realm, String name) {
        Map<String, Object> guild = Map.of(
                "name",
                name,
                "alias",
                name,
                "redirectUrl",
                App.HOME,
                "domains",
                List.of(Map.of("name", name + ".example.org")));
        Admin.require(realm.admin().post("/" + realm.name() + "/organizations", guild), "founding " + name);
        JsonNode found = realm.admin().read("/" + realm.name() + "/organizations?search=" + name);
        return new Guild(realm, found.get(0).get("id").asText());
    }

    public void inviteMember(String userId) {
        invite("invite-existing-user", Map.of("id", userId));
    }

    public void inviteStranger(String address) {
        invite("invite-user", Map.of("email", address, "firstName", "Gwen", "lastName", "Wright"));
    }

    /** The addresses of its members. */
    public List<String> members() {
        return realm.admin().read(path + "/members").findValuesAsText("email");
    }

    /** The addresses that were invited and have not joined. */
    public List<String> invited() {
        return realm.admin().read(path + "/invitations").findValuesAsText("email");
    }

    /** Takes all invitations back. */
    public void uninvite() {
        realm.admin()
                .read(path + "/invitations")
                .findValuesAsText("id")
                .forEach(id -> Admin.require(realm.admin().delete(path + "/invitations/" + id), "taking back"));
    }

    private void invite(String how, Map<String, String> whom) {
        Admin.require(realm.admin().postForm(path + "/members/" + how, whom), how);
    }
}
