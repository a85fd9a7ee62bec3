package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(10, 6);

    @Test
    void noClientGetsMoreThanItsShare() {
        assertThat(budget.claim("a", 6)).isTrue();
        assertThat(budget.claim("a", 1)).isFalse();
        assertThat(budget.claim("b", 4)).isTrue();
    }

    @Test
    void allTogetherGetNoMoreThanThereIs() {
        assertThat(budget.claim("a", 6)).isTrue();
        assertThat(budget.claim("b", 5)).isFalse();
        assertThat(budget.claim("b", 4)).isTrue();
        assertThat(budget.claim("c", 1)).isFalse();
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        assertThat(budget.claim("a", 6)).isTrue();
        budget.giveBack("a", 2);
        assertThat(budget.claim("a", 2)).isTrue();
        budget.giveBack("a", 6);
        assertThat(budget.claim("b", 6)).isTrue();
        assertThat(budget.claim("a", 4)).isTrue();
    }
}
