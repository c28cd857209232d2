package io.github.keycloakporter.email.transport;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.RealmModel;

/** A realm with e-mail settings and attributes and nothing else: asking it for more fails the test. */
public final class MailRealm implements InvocationHandler {

    private final Map<String, String> smtp = new HashMap<>();
    private final Map<String, String> attributes = new HashMap<>();

    /** @param namesAndValues the e-mail settings, in turns */
    public static MailRealm with(String... namesAndValues) {
        MailRealm realm = new MailRealm();
        realm.smtp.put("from", "no-reply@porter.example");
        return realm.smtp(namesAndValues);
    }

    public MailRealm smtp(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                smtp.remove(namesAndValues[i]);
            } else {
                smtp.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return this;
    }

    public MailRealm attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    public RealmModel model() {
        return (RealmModel)
                Proxy.newProxyInstance(MailRealm.class.getClassLoader(), new Class<?>[] {RealmModel.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getId", "getName" -> "shop";
            case "getSmtpConfig" -> smtp;
            case "getAttribute" -> attributes.get(arguments[0]);
            default -> throw new UnsupportedOperationException("A mail realm has no " + method.getName());
        };
    }
}
