package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(10, 6);

    @Test
    void theHeapIsTheLimitWhateverTheOperatorAllows() {
        long heap = 128 << 20;
        assertThat(BodyBudget.longest(1 << 20, heap)).isEqualTo(1 << 20);
        assertThat(BodyBudget.longest(100 << 20, heap)).isEqualTo(16 << 20);
        BodyBudget large = BodyBudget.within(heap, 16 << 20);
        assertThat(large.claim("a", 16 << 20)).isTrue();
        assertThat(large.claim("a", 1)).isFalse();
        assertThat(large.claim("b", 16 << 20)).isTrue();
        assertThat(large.claim("c", 1)).as("a quarter of the heap is taken").isFalse();
    }

    @Test
    void bodiesOfTheUsualLengthHaveRoomSixteenTimes() {
        BodyBudget usual = BodyBudget.within(128 << 20, 1 << 20);
        for (String client : new String[] {"a", "b", "c", "d"}) {
            assertThat(usual.claim(client, 4 << 20)).isTrue();
            assertThat(usual.claim(client, 1)).isFalse();
        }
        assertThat(usual.claim("e", 1)).isFalse();
    }

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
