package io.spanline.captures;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** Indents by two spaces and breaks lines by a line feed, on every system alike. */
public final class FilePrinter extends DefaultPrettyPrinter {
  public FilePrinter() {
    super(DEFAULT_SEPARATORS.withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    indentObjectsWith(indenter);
    indentArraysWith(indenter);
  }

  private FilePrinter(FilePrinter base) {
    super(base);
  }

  @Override
  public DefaultPrettyPrinter createInstance() {
    return new FilePrinter(this);
  }
}
