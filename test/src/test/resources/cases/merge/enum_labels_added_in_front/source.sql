ALTER TYPE mood ADD VALUE 'sad' BEFORE 'ok';
ALTER TYPE mood ADD VALUE 'awful' BEFORE 'sad';
