ALTER TABLE "campaigns" ADD COLUMN "about" jsonb;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD COLUMN "cancel_source_url" text;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "observance_dates" ADD CONSTRAINT "observance_dates_cancelled_with_word" CHECK ("observance_dates"."cancelled_at" is null or ("observance_dates"."cancelled_by" is not null and ("observance_dates"."cancel_source_url" is not null or "observance_dates"."cancel_reason" is not null)));--> statement-breakpoint
-- What a released letter is about, invites to, corrects and kept back for stays as well.
CREATE OR REPLACE FUNCTION refuse_change_of_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.schedule, NEW.schedule_version, NEW.kind, NEW.code, NEW.slug, NEW.occurs_on, NEW.approval_id, NEW.released_at,
      NEW.issue_id, NEW.event, NEW.corrects, NEW.embargo, NEW.about)
    IS DISTINCT FROM
    (OLD.schedule, OLD.schedule_version, OLD.kind, OLD.code, OLD.slug, OLD.occurs_on, OLD.approval_id, OLD.released_at,
      OLD.issue_id, OLD.event, OLD.corrects, OLD.embargo, OLD.about)
    OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at)
    OR (OLD.finished_at IS NOT NULL AND NEW.finished_at IS DISTINCT FROM OLD.finished_at)
  THEN
    RAISE EXCEPTION 'a released campaign cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
