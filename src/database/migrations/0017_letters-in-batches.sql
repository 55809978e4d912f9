ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_batch_of_campaign_fk";

--> statement-breakpoint
-- In place of the key, which looked the batch of every letter up by itself: a page of thousands stands in some fifty.
CREATE FUNCTION require_batches_of_letters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT campaign_id, batch_id FROM placed) AS place WHERE NOT EXISTS (
      SELECT FROM delivery_batches WHERE delivery_batches.campaign_id = place.campaign_id AND id = place.batch_id
      FOR KEY SHARE
    )
  ) THEN
    RAISE EXCEPTION 'a letter stands in a batch of its own campaign' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_placed_in_batches AFTER INSERT ON deliveries
  REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION require_batches_of_letters();
--> statement-breakpoint
CREATE FUNCTION require_batch_of_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM delivery_batches WHERE campaign_id = NEW.campaign_id AND id = NEW.batch_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a letter stands in a batch of its own campaign' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_moved_between_batches AFTER UPDATE OF campaign_id, batch_id ON deliveries
  FOR EACH ROW EXECUTE FUNCTION require_batch_of_letter();
--> statement-breakpoint
CREATE FUNCTION keep_batches_of_letters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.campaign_id = OLD.campaign_id THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM deliveries WHERE batch_id = OLD.id) THEN
    RAISE EXCEPTION 'letters still stand in this batch' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER delivery_batches_keep_letters BEFORE DELETE OR UPDATE OF id, campaign_id ON delivery_batches
  FOR EACH ROW EXECUTE FUNCTION keep_batches_of_letters();
