package io.github.keycloakporter.benchmarks.passwords;

import java.util.List;

/**
 * How passwords are measured.
 *
 * @param sizes entries of the lists, one table each
 * @param questions asked in each turn, half of them on the list
 * @param strangers that are on no list and are tried for wrong answers
 * @param warmUps turns of each contender that do not count
 * @param rounds turns of each contender that do
 */
record PasswordPlan(List<Integer> sizes, int questions, int strangers, int warmUps, int rounds) {

    static final PasswordPlan FULL = new PasswordPlan(List.of(100_000, 1_000_000), 20_000, 1_000_000, 20, 41);

    /** Whether it runs, not how fast. */
    static final PasswordPlan QUICK = new PasswordPlan(List.of(10_000), 1000, 1000, 3, 5);
}
