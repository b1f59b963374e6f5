package org.gitversion.arch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** As much of a class file as it takes to see its dynamic call sites: the constant pool. */
final class ClassFile {
    private static final int UTF8 = 1;
    private static final int INVOKE_DYNAMIC = 18;

    private final String[] texts;
    private final int[] first;
    private final int[] second;
    private final int[] tags;
    private final int superClass;

    /** Reads a class file (Java Virtual Machine Specification, section 4.4). */
    ClassFile(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        texts = new String[count];
        first = new int[count];
        second = new int[count];
        tags = new int[count];
        for (int i = 1; i < count; i++) {
            i += readConstant(in, i);
        }
        in.skipNBytes(4);
        superClass = in.readUnsignedShort();
    }

    /** The names of the methods that invokedynamic instructions of this class ask for. */
    List<String> dynamicCalls() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == INVOKE_DYNAMIC) {
                int nameAndType = second[i];
                names.add(texts[first[nameAndType]]);
            }
        }
        return names;
    }

    /** Whether the class is a record. */
    boolean isRecord() {
        return superClass != 0 && "java/lang/Record".equals(texts[first[superClass]]);
    }

    /** Reads one constant; returns how many further places in the pool it takes. */
    private int readConstant(DataInputStream in, int i) throws IOException {
        tags[i] = in.readUnsignedByte();
        switch (tags[i]) {
            case UTF8 -> texts[i] = in.readUTF();
            case 3, 4 -> in.skipNBytes(4);
            case 5, 6 -> {
                in.skipNBytes(8);
                return 1;
            }
            case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
            case 15 -> in.skipNBytes(3);
            case 9, 10, 11, 12, 17, INVOKE_DYNAMIC -> {
                first[i] = in.readUnsignedShort();
                second[i] = in.readUnsignedShort();
            }
            default -> throw new IOException("unknown constant " + tags[i]);
        }
        return 0;
    }
}
