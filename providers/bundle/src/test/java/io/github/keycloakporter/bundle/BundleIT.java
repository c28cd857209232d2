package io.github.keycloakporter.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Unzips the finished jar: Keycloak has one flat class path, so what lies in here meets everything else there. */
class BundleIT {

    private static final Path JAR = Path.of(System.getProperty("bundle.jar"));
    private static final String SERVICES = "META-INF/services/";
    private static final long MEGABYTE = 1_000_000;

    @Test
    void holdsNothingOutsideOfOurPackage() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("io/github/keycloakporter/"));
    }

    @Test
    void holdsOnlyTheResourcesKeycloakOrWeRead() throws IOException {
        assertThat(entries()).filteredOn(name -> !name.endsWith(".class")).allSatisfy(name -> assertThat(name)
                .matches("META-INF/(LICENSE|MANIFEST\\.MF|THIRD-PARTY-LICENSES\\.txt|beans\\.xml|jandex\\.idx"
                        + "|keycloak-themes\\.json|services/.+|sbom/porter\\.cdx\\.json|jpa-changelog.*\\.xml"
                        + "|persistence\\.xml)|io/github/keycloakporter/.+|theme/.+|theme-resources/.+"));
    }

    @Test
    void staysSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(8 * MEGABYTE);
    }

    @Test
    void namesOnlyServicesWhoseClassesItHolds() throws IOException {
        List<String> entries = entries();
        for (String file : services(entries)) {
            for (String implementation : lines(file)) {
                assertThat(entries).as(file).contains(implementation.replace('.', '/') + ".class");
            }
            String service = file.substring(SERVICES.length());
            assertThat(service.startsWith("org.keycloak.") || entries.contains(service.replace('.', '/') + ".class"))
                    .as("%s is an interface of Keycloak or of this jar", service)
                    .isTrue();
        }
    }

    /** Services and words: several modules bring files of one name, which have to be joined. */
    @Test
    void losesNoLineOfAModule() throws IOException {
        List<String> joined = entries().stream()
                .filter(name -> name.startsWith(SERVICES) || name.startsWith("theme-resources/messages/"))
                .toList();
        List<URL> compared = new ArrayList<>();
        for (String file : joined) {
            for (URL source : Collections.list(getClass().getClassLoader().getResources(file))) {
                if (source.getPath().contains("porter-")) {
                    assertThat(lines(file)).as(file).containsAll(lines(source.openStream()));
                    compared.add(source);
                }
            }
        }
        assertThat(compared).as("files that were compared").hasSizeGreaterThan(joined.size());
    }

    /** Keycloak indexes provider jars: such a class works for all realms, and a path is published at the server's root. */
    @Test
    void letsTheServerDiscoverOnlyWhatIsMeantForAllRealms() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            JavaClasses ours = new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/keycloakporter/shaded/"))
                    .importJar(jar);
            assertThat(ours).isNotEmpty();
            assertThat(ours)
                    .filteredOn(type -> type.isAnnotatedWith("jakarta.ws.rs.Path")
                            || type.isAnnotatedWith("jakarta.ws.rs.ApplicationPath"))
                    .isEmpty();
            assertThat(ours)
                    .filteredOn(type -> type.isAnnotatedWith("jakarta.ws.rs.ext.Provider"))
                    .extracting(JavaClass::getSimpleName)
                    .containsExactlyInAnyOrder(
                            "GateFirstFilter",
                            "LoginStepFilter",
                            "OutageResponseFilter",
                            "DeniedRequestFilter",
                            "RefusedLoginFilter",
                            "SteadyAnswerFilter",
                            "StoreUnavailableMapper");
        }
    }

    @Test
    void carriesAnSbomOfWhatItHolds() throws IOException {
        JsonNode inside;
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/sbom/porter.cdx.json"))) {
            inside = new ObjectMapper().readTree(in);
        }
        assertThat(inside.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(inside.path("components"))
                .extracting(component -> component.path("name").asText())
                .filteredOn(name -> !name.startsWith("porter-"))
                .containsExactlyInAnyOrder(
                        "lettuce-core",
                        "passay",
                        "reactor-core",
                        "redis-authx-core",
                        "resilience4j-circuitbreaker",
                        "resilience4j-core",
                        "sendgrid-java",
                        "java-http-client");
        assertThat(inside)
                .isEqualTo(new ObjectMapper()
                        .readTree(JAR.resolveSibling("porter.cdx.json").toFile()));
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static List<String> services(List<String> entries) {
        return entries.stream().filter(name -> name.startsWith(SERVICES)).toList();
    }

    private static List<String> lines(String entry) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return lines(jar.getInputStream(jar.getEntry(entry)));
        }
    }

    private static List<String> lines(InputStream file) throws IOException {
        try (file) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
