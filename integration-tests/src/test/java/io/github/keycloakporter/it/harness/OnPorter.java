package io.github.keycloakporter.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Journeys on the one running server that all classes share; its constructor takes the {@link PorterStack}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface OnPorter {

    /** Keycloak nodes. More than one: a stack of the class's own, stopped after it. */
    int nodes() default 1;
}
