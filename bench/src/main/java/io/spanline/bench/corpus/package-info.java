/**
 * The table of cases: {@code CaseTable} reads it, {@code CorpusRun} sends its rows to a {@code
 * CorpusStack} and looks at every {@code Place}, {@code CaseExamination} says what differs.
 */
@NullMarked
package io.spanline.bench.corpus;

import org.jspecify.annotations.NullMarked;
