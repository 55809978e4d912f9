ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk";
--> statement-breakpoint
-- In place of the key: letters are only ever given to readers who are there, in the statement that finds them, and a
-- reader who has letters is neither removed nor renamed. Through the primary key of each campaign, since an index by
-- reader would cost every letter as much as the key did.
CREATE FUNCTION keep_readers_of_letters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT FROM campaigns WHERE EXISTS (
      SELECT FROM deliveries WHERE deliveries.campaign_id = campaigns.id AND deliveries.subscriber_id = OLD.id
    )
  ) THEN
    RAISE EXCEPTION 'letters still refer to this subscriber' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER subscribers_keep_letters BEFORE DELETE OR UPDATE OF id ON subscribers
  FOR EACH ROW EXECUTE FUNCTION keep_readers_of_letters();
