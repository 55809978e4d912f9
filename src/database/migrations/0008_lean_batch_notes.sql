-- How far a batch has come is noted many times while it is handed over. Such a note names none of the columns that a
-- seal protects, so it need not read the seal, which is tens of kilobytes in a table beside, to compare it with itself.
DROP TRIGGER delivery_batches_sealed ON delivery_batches;
--> statement-breakpoint
CREATE TRIGGER delivery_batches_sealed
  BEFORE UPDATE OF provider, sealed_at, payload_hash, first_attempt_at, sealed, size, settled_at ON delivery_batches
  FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL AND OLD.settled_at IS NULL) EXECUTE FUNCTION refuse_change_of_sealed();
--> statement-breakpoint
CREATE TRIGGER delivery_batches_settled BEFORE UPDATE ON delivery_batches
  FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL AND OLD.settled_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_sealed();
--> statement-breakpoint
-- Room in each page for the next version of a row, so that a note touches no index.
ALTER TABLE delivery_batches SET (fillfactor = 50);
