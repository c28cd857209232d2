package io.github.keycloakporter.password.breach;

/** Where passwords are known that were stolen somewhere. */
public interface Breaches {

    /**
     * @return false also where nobody can tell now: then the list of common passwords alone decides
     */
    boolean contain(Sha1 password);
}
