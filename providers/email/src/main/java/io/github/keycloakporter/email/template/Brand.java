package io.github.keycloakporter.email.template;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.keycloak.models.RealmModel;

/**
 * Who sends the mail, from realm attributes, so that a brand changes without a rebuild.
 *
 * <p>Templates see {@code brand.name}, {@code brand.logo}, {@code brand.accent}, {@code brand.postalAddress} and
 * {@code brand.support}; each is absent where the realm does not set it. Colours and image addresses are checked here,
 * because they end up inside style and src attributes.
 */
final class Brand {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?");
    private static final Pattern IMAGE = Pattern.compile("https://[^\\s\"'<>()]+");

    private Brand() {}

    static Map<String, String> of(RealmModel realm) {
        Map<String, String> brand = new HashMap<>();
        put(brand, "name", realm.getAttribute("porter.brand.name"), null);
        put(brand, "logo", realm.getAttribute("porter.brand.logo"), IMAGE);
        put(brand, "accent", realm.getAttribute("porter.brand.accent"), COLOUR);
        put(brand, "postalAddress", realm.getAttribute("porter.mail.postal-address"), null);
        put(brand, "support", realm.getAttribute("porter.mail.support"), null);
        return brand;
    }

    private static void put(Map<String, String> brand, String key, String value, Pattern allowed) {
        if (value != null
                && !value.isBlank()
                && (allowed == null || allowed.matcher(value).matches())) {
            brand.put(key, value);
        }
    }
}
