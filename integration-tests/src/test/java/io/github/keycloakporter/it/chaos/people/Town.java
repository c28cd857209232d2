package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.chaos.mail.MailServers;
import io.github.keycloakporter.it.harness.Realm;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where people live: the realm they use, where their mail arrives, who has an account already.
 *
 * @param members accounts with a proven address that nobody uses at the moment
 */
public record Town(Realm realm, MailServers mail, Examiner examiner, Diary diary, Queue<Member> members) {

    /** An account that can be used. */
    public record Member(String address, String password) {}

    public Town(Realm realm, MailServers mail, Examiner examiner, Diary diary) {
        this(realm, mail, examiner, diary, new ConcurrentLinkedQueue<>());
    }

    /** The scheme, host and port that people know. */
    public String site() {
        return realm.url().toString().replaceAll("/realms/.*", "");
    }

    /** Adds accounts that an administrator made. */
    public void settle(int count) {
        for (int i = 0; i < count; i++) {
            String address = "settler." + i + "@" + Addresses.LIVING;
            realm.createUser(address, true);
            members.add(new Member(address, Realm.PASSWORD));
        }
    }
}
