package io.relata.transforms.shred;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides which finished files of a table become one. */
final class FileGroups {

    private FileGroups() {}

    /** Groups of two or more files, in the order of names, within the groups too. Files in none of them stay. */
    static List<List<WrittenFile>> toJoin(List<WrittenFile> written, OutputFiles wanted) {
        List<WrittenFile> files =
                written.stream().sorted(Comparator.comparing(WrittenFile::name)).toList();
        List<List<WrittenFile>> groups = wanted instanceof OutputFiles.Count count
                ? ofCount(files, Math.min(count.most(), files.size()))
                : ofSize(files, ((OutputFiles.Size) wanted).bytes());
        return groups.stream().filter(group -> group.size() > 1).toList();
    }

    /** As many groups as there may be files, of about equal bytes. */
    private static List<List<WrittenFile>> ofCount(List<WrittenFile> files, int count) {
        long total = files.stream().mapToLong(WrittenFile::bytes).sum();
        List<List<WrittenFile>> groups = new ArrayList<>();
        List<WrittenFile> current = new ArrayList<>();
        long taken = 0;
        for (int i = 0; i < files.size(); i++) {
            current.add(files.get(i));
            taken += files.get(i).bytes();
            int left = files.size() - i - 1;
            int groupsAfterThis = count - groups.size() - 1;
            boolean full = taken * count >= total * (groups.size() + 1L);
            if (left == 0 || (groupsAfterThis > 0 && (full || left == groupsAfterThis))) {
                groups.add(current);
                current = new ArrayList<>();
            }
        }
        return groups;
    }

    /** The small files, in groups that do not exceed the size. Large files between them stand in no one's way. */
    private static List<List<WrittenFile>> ofSize(List<WrittenFile> files, long size) {
        List<List<WrittenFile>> groups = new ArrayList<>();
        List<WrittenFile> current = new ArrayList<>();
        long taken = 0;
        for (WrittenFile file : files) {
            if (file.bytes() < size / 2) {
                if (taken + file.bytes() > size) {
                    groups.add(current);
                    current = new ArrayList<>();
                    taken = 0;
                }
                current.add(file);
                taken += file.bytes();
            }
        }
        groups.add(current);
        return groups;
    }
}
