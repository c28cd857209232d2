package io.github.keycloakporter.redis.outage;

import io.github.keycloakporter.spi.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

/** Answers for a store that is away, when nobody caught the exception. */
@Provider
public class StoreUnavailableMapper implements ExceptionMapper<StoreUnavailableException> {

    private static final Logger LOG = Logger.getLogger(StoreUnavailableMapper.class);

    @Inject
    KeycloakSession session;

    @Override
    public Response toResponse(StoreUnavailableException outage) {
        // repeated lines are folded, see RepeatedLines
        LOG.warnf("A request is refused: %s", outage.getMessage());
        session.getTransactionManager().setRollbackOnly();
        return OutageAnswer.to(session);
    }
}
