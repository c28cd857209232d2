package io.github.keycloakporter.it.harness;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.keycloakporter.localstack.StackArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The endpoints below {@code login-actions}, as the classes of the server under test declare them. */
public final class LoginActions {

    private static final String RESOURCE = "org.keycloak.services.resources.LoginActionsService";
    private static final String SERVICES = ".*/lib/lib/main/org\\.keycloak\\.keycloak-services-[^/]*\\.jar";
    private static final String JAX_RS = "jakarta.ws.rs.";

    private LoginActions() {}

    /** Each as {@code METHOD path}. */
    public static Set<String> ofServer() {
        Set<String> endpoints = new TreeSet<>();
        for (JavaMethod method : resource().getAllMethods()) {
            Optional<String> path = method.tryGetAnnotationOfType(JAX_RS + "Path")
                    .flatMap(annotation -> annotation.get("value"))
                    .map(Object::toString);
            path.ifPresent(found -> verbs(method).forEach(verb -> endpoints.add(verb + " " + found)));
        }
        return endpoints;
    }

    /** A resource locator has none, and may take every method. */
    private static Set<String> verbs(JavaMethod method) {
        Set<String> verbs = method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .map(JavaClass::getFullName)
                .filter(name -> name.matches("jakarta\\.ws\\.rs\\.[A-Z]+"))
                .map(name -> name.substring(JAX_RS.length()))
                .collect(Collectors.toSet());
        return verbs.isEmpty() ? Set.of("LOCATOR") : verbs;
    }

    private static JavaClass resource() {
        try (ZipFile server = new ZipFile(StackArtifacts.load().keycloakZip().toFile())) {
            ZipEntry services = server.stream()
                    .filter(entry -> entry.getName().matches(SERVICES))
                    .findFirst()
                    .orElseThrow();
            Path jar = Files.createTempFile("keycloak-services", ".jar");
            try (InputStream in = server.getInputStream(services)) {
                Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
                return new ClassFileImporter()
                        .importJar(new JarFile(jar.toFile()))
                        .get(RESOURCE);
            } finally {
                Files.delete(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of the server cannot be read", e);
        }
    }
}
