package io.spanline.streams.store;

/** A store holds rows that another version of the program wrote. */
public final class UnknownRowFormatException extends UnusableStateException {

  public UnknownRowFormatException(String store, byte format) {
    super(
        "store %s holds rows of format %d, this version reads %d only; run that version"
            .formatted(store, format, RowFormat.CURRENT));
  }
}
