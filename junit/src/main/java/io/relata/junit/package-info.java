/** Jobs as tests of JUnit: the tests beside a job file, and a job over input that a test gives. */
@NullMarked
package io.relata.junit;

import org.jspecify.annotations.NullMarked;
