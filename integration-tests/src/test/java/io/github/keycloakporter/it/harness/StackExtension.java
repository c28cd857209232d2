package io.github.keycloakporter.it.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the stack when the first journey asks for it; JUnit's store stops it after the last one. */
final class StackExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PorterStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        int nodes = context.getRequiredTestClass().getAnnotation(OnPorter.class).nodes();
        ExtensionContext owner = nodes == 1 ? context.getRoot() : context;
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(nodes, PorterStack::start, PorterStack.class);
    }
}
