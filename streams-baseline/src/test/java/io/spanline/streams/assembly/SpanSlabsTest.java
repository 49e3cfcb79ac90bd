package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanSlabsTest {
  private static final int SLAB = SpanSlabs.SLAB_BYTES;

  private final SpanSlabs slabs = new SpanSlabs();

  @BeforeEach
  void keepsSome() {
    slabs.keepUnused(4 * SLAB);
  }

  /** Each slot is filled with its span's number: whoever wrote into another's would be seen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void slotsNeverOverlap(long seed) {
    Random random = new Random(seed);
    Map<Integer, Integer> lengths = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      boolean isFilling = (i / 1_000) % 2 == 0;
      if (random.nextInt(10) < (isFilling ? 8 : 3) || lengths.isEmpty()) {
        int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 3 * SLAB : 600);
        int slot = slabs.take(length);
        assertThat(lengths.put(slot, length)).isNull();
        fill(slot, length);
      } else {
        int slot = lengths.keySet().stream().skip(random.nextInt(lengths.size())).findFirst().get();
        check(slot, lengths.remove(slot));
        slabs.giveBack(slot);
      }
    }
    lengths.forEach(this::check);
    lengths.keySet().forEach(slabs::giveBack);
    assertThat(slabs.freeBytes()).isZero();
  }

  @Test
  void aSlotThatWasGivenBackIsTakenFirst() {
    int[] slots = IntStream.range(0, 100).map(i -> slabs.take(400)).toArray();
    slabs.giveBack(slots[7]);

    assertThat(slabs.take(300)).isNotEqualTo(slots[7]);
    assertThat(slabs.take(398)).isEqualTo(slots[7]);
  }

  @Test
  void spansOfASizeShareArraysAndFillThem() {
    Set<byte[]> arrays = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      arrays.add(slabs.array(slabs.take(400)));
    }

    assertThat(arrays).hasSize(10);
    assertThat(slabs.freeBytes()).isEqualTo(10 * SLAB - 400 * 400);
  }

  @Test
  void anArrayWithoutSpansIsCutAnewForAnotherSize() {
    int slot = slabs.take(400);
    byte[] array = slabs.array(slot);
    slabs.giveBack(slot);

    assertThat(slabs.array(slabs.take(1_000))).isSameAs(array);
  }

  @Test
  void noMoreArraysAreKeptThanItsBound() {
    Set<byte[]> arrays = fillAndGiveBack(10);
    assertThat(arrays).hasSize(10);

    Set<byte[]> again = fillAndGiveBack(10);

    again.retainAll(arrays);
    assertThat(again).hasSize(4);
  }

  @Test
  void arraysAreLetGoOnceFewerAreToBeKept() {
    Set<byte[]> arrays = fillAndGiveBack(3);

    slabs.keepUnused(SLAB);

    Set<byte[]> again = fillAndGiveBack(3);
    again.retainAll(arrays);
    assertThat(again).hasSize(1);
  }

  @Test
  void aLongSpanHasAnArrayOfItsLength() {
    int slot = slabs.take(100_001);

    assertThat(slabs.array(slot)).hasSize(100_016);
    assertThat(slabs.at(slot)).isZero();
    slabs.giveBack(slot);
    assertThat(slabs.array(slabs.take(100_001))).hasSize(100_016);
  }

  /** Fills a number of arrays and gives all their slots back; returns the arrays. */
  private Set<byte[]> fillAndGiveBack(int number) {
    int[] slots = IntStream.range(0, number * SLAB / 1_024).map(i -> slabs.take(1_024)).toArray();
    Set<byte[]> arrays = new HashSet<>();
    Arrays.stream(slots).forEach(slot -> arrays.add(slabs.array(slot)));
    Arrays.stream(slots).forEach(slabs::giveBack);
    return arrays;
  }

  private void fill(int slot, int length) {
    int from = slabs.at(slot);
    Arrays.fill(slabs.array(slot), from, from + length, (byte) (slot * 31));
  }

  private void check(int slot, int length) {
    byte[] array = slabs.array(slot);
    for (int i = slabs.at(slot); i < slabs.at(slot) + length; i++) {
      assertThat(array[i]).isEqualTo((byte) (slot * 31));
    }
  }
}
