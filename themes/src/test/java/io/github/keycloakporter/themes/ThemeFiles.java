package io.github.keycloakporter.themes;

import freemarker.cache.URLTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.keycloak.theme.PropertiesUtil;

/**
 * A theme as the server sees it: its own files first, then its parents', then the theme-resources of every jar.
 *
 * @param roots folders on the class path, the theme itself first
 */
record ThemeFiles(String name, List<String> roots) {

    static final ThemeFiles STOCK_LOGIN =
            new ThemeFiles("keycloak.v2", List.of("theme/keycloak.v2/login", "theme/base/login"));
    /** Keycloak's theme before keycloak.v2, on which many realms' own themes still build. */
    static final ThemeFiles KEYCLOAK_LOGIN =
            new ThemeFiles("keycloak", List.of("theme/keycloak/login", "theme/base/login"));
    /** What a theme has that brings all looks of its own. */
    static final ThemeFiles BASE_LOGIN = new ThemeFiles("base", List.of("theme/base/login"));

    static final ThemeFiles PORTER_LOGIN =
            new ThemeFiles("porter", List.of("theme/porter/login", "theme/keycloak.v2/login", "theme/base/login"));
    static final ThemeFiles PORTER_EMAIL = new ThemeFiles("porter", List.of("theme/porter/email", "theme/base/email"));

    private static final String RESOURCES = "theme-resources";

    /** Where the theme-resources of the rooms are, see the POM. */
    private static final List<String> ROOMS =
            List.of("", "recovery/", "password-policy/", "notifications/", "email/", "redis/");

    /** Renders as DefaultFreeMarkerProvider does; a variable that is missing is an error. */
    String render(String template, Map<String, Object> model) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setTemplateLoader(new URLTemplateLoader() {
            @Override
            protected URL getURL(String file) {
                return template(file);
            }
        });
        try {
            StringWriter out = new StringWriter();
            configuration.getTemplate(template, "UTF-8").process(model, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(template + ": " + e.getMessage(), e);
        }
    }

    /** Whether the server finds this template: in the theme, in its parents or in the theme-resources. */
    boolean has(String template) {
        return template(template) != null;
    }

    private URL template(String file) {
        for (String root : roots) {
            URL url = resource(root + "/" + file);
            if (url != null) {
                return url;
            }
        }
        return ROOMS.stream()
                .map(room -> resource(room + RESOURCES + "/templates/" + file))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The words in a language, English where it has none; a theme's words win over those of the theme-resources. */
    Properties messages(Locale locale) {
        Properties messages = new Properties();
        for (Locale each : List.of(Locale.ENGLISH, locale)) {
            String file = "/messages/messages_" + each.getLanguage() + ".properties";
            for (String room : ROOMS) {
                load(room + RESOURCES + file, messages);
            }
            for (int i = roots.size() - 1; i >= 0; i--) {
                load(roots.get(i) + file, messages);
            }
        }
        return messages;
    }

    Properties properties() {
        Properties properties = new Properties();
        for (int i = roots.size() - 1; i >= 0; i--) {
            load(roots.get(i) + "/theme.properties", properties);
        }
        return properties;
    }

    private static void load(String file, Properties into) {
        URL url = resource(file);
        if (url == null) {
            return;
        }
        try (InputStream in = url.openStream()) {
            PropertiesUtil.readCharsetAware(into, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URL resource(String path) {
        return ThemeFiles.class.getClassLoader().getResource(path);
    }
}
