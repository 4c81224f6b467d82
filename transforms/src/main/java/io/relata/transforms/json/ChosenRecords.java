package io.relata.transforms.json;

import java.io.IOException;

/** Hands on what a choice names, and passes over all else. Every record comes by its place, so none is scanned fast. */
final class ChosenRecords implements RecordScanner {

    private final RecordChoice choice;
    private final RecordScanner scanner;
    private Framing framing = Framing.LINES;

    ChosenRecords(RecordChoice choice, RecordScanner scanner) {
        this.choice = choice;
        this.scanner = scanner;
    }

    @Override
    public void framing(Framing framing) {
        this.framing = framing;
        scanner.framing(framing);
    }

    @Override
    public void origin(RecordPlace first) {
        scanner.origin(first);
    }

    @Override
    public int scan(byte[] bytes, int start, int limit) {
        return REFUSED;
    }

    @Override
    public void judge(byte[] bytes, int start, int end, RecordPlace place) throws IOException {
        boolean isChosen = choice.at(place)
                // A document that could not be read to its end may be read now, and then its further records were none.
                .filter(rejected -> framing == Framing.LINES || !rejected.mayStandForMore())
                .filter(rejected -> rejected.is(Rejects.raw(bytes, start, end)))
                .isPresent();
        if (isChosen) {
            scanner.judge(bytes, start, end, place);
        }
    }

    @Override
    public void reject(JsonReject reject) throws IOException {
        if (choice.at(reject.place())
                .filter(rejected -> rejected.is(reject.raw()))
                .isPresent()) {
            scanner.reject(reject);
        }
    }

    @Override
    public void release() throws IOException {
        scanner.release();
    }
}
