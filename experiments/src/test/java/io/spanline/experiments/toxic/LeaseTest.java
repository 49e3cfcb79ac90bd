package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {
  @Test
  void aToxicsNameCarriesItsEndRoundedUp() {
    Lease lease = new Lease("ci-7_b", Instant.parse("2026-11-29T11:59:59.100Z"), 3);

    assertThat(lease.toxic()).isEqualTo("spanline.ci-7_b.1795953600.3");
    assertThat(Lease.of(lease.toxic())).contains(lease);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latency_downstream",
        "spanline",
        "spanline.me.soon.1",
        "spanline.me.1795953600",
        "spanline.me.1795953600.1.1",
        "spanline.me.01795953600.1",
        "spanline.me.1795953600.01",
        "spanline.me.-5.1",
        "spanline.me.1795953600.-1",
        "spanline..1795953600.1",
        "spanline.my name.1795953600.1",
        "spanline.me.179595360000.1",
        "spanline.me.1795953600.9999999999",
        "Spanline.me.1795953600.1",
        "xspanline.me.1795953600.1",
        "spanline.me.1795953600.1\n"
      })
  void namesThatOnlyLookLikeOursAreForeign(String name) {
    assertThat(Lease.of(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "my name", "a-name-that-is-longer-than-32-characters"})
  void anOwnerFitsIntoAName(String owner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(owner, Instant.EPOCH, 1))
        .withMessageContaining("'%s'".formatted(owner));
  }
}
