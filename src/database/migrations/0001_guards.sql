-- Rules that hold whatever program connects to this database.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER consent_events_append_only BEFORE UPDATE OR DELETE ON consent_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_revisions_immutable BEFORE UPDATE OR DELETE ON campaign_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER campaign_approvals_immutable BEFORE UPDATE OR DELETE ON campaign_approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER approved_letters_immutable BEFORE UPDATE OR DELETE ON approved_letters
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The approver is never an author: of the campaign, or of any of its revisions.
CREATE FUNCTION refuse_approval_by_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM campaigns WHERE id = NEW.campaign_id AND (author_id = NEW.approver_id OR submitted_by = NEW.approver_id)
  ) OR EXISTS (
    SELECT FROM campaign_revisions WHERE campaign_id = NEW.campaign_id AND author_id = NEW.approver_id
  ) THEN
    RAISE EXCEPTION 'an author cannot approve' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER campaign_approvals_by_another BEFORE INSERT ON campaign_approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_approval_by_author();
--> statement-breakpoint
-- A released campaign is what was approved: its schedule, code and slug stay, its facts are set once, and it gets no
-- further revision.
CREATE FUNCTION refuse_change_of_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.schedule, NEW.schedule_version, NEW.kind, NEW.code, NEW.slug, NEW.occurs_on, NEW.approval_id, NEW.released_at)
    IS DISTINCT FROM
    (OLD.schedule, OLD.schedule_version, OLD.kind, OLD.code, OLD.slug, OLD.occurs_on, OLD.approval_id, OLD.released_at)
    OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at)
    OR (OLD.finished_at IS NOT NULL AND NEW.finished_at IS DISTINCT FROM OLD.finished_at)
  THEN
    RAISE EXCEPTION 'a released campaign cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER campaigns_fixed_once_released BEFORE UPDATE ON campaigns
  FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_released();
--> statement-breakpoint
CREATE FUNCTION refuse_revision_of_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM campaigns WHERE id = NEW.campaign_id AND released_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a released campaign cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER campaign_revisions_before_release BEFORE INSERT ON campaign_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_revision_of_released();
--> statement-breakpoint
-- A sealed batch keeps what was sealed until it is settled, and a settled batch never changes again.
CREATE FUNCTION refuse_change_of_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL THEN
    RAISE EXCEPTION 'a settled batch cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.sealed_at, NEW.payload_hash, NEW.first_attempt_at)
    IS DISTINCT FROM (OLD.sealed_at, OLD.payload_hash, COALESCE(OLD.first_attempt_at, NEW.first_attempt_at))
    OR (NEW.settled_at IS NULL AND (NEW.sealed, NEW.size) IS DISTINCT FROM (OLD.sealed, OLD.size))
    OR NEW.size > OLD.size
  THEN
    RAISE EXCEPTION 'a sealed batch cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER delivery_batches_sealed BEFORE UPDATE ON delivery_batches
  FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_sealed();
--> statement-breakpoint
-- Wakes the relay; what is lost between a notification and its listener is found by polling.
CREATE FUNCTION notify_job_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('job_outbox', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER job_outbox_wakes AFTER INSERT ON job_outbox
  FOR EACH STATEMENT EXECUTE FUNCTION notify_job_outbox();
