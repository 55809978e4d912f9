-- A sealed batch keeps what was sealed until it is settled. A settled batch never changes again, except that what is
-- told of its messages later is counted, and that a word from the provider may prove an uncertain message as accepted.
CREATE OR REPLACE FUNCTION refuse_change_of_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  evidence CONSTANT text[] := ARRAY[
    'accepted_count', 'uncertain_count', 'delivered_count', 'bounced_count', 'hard_bounced_count', 'complained_count'
  ];
BEGIN
  IF OLD.settled_at IS NOT NULL THEN
    IF (to_jsonb(NEW) - evidence) IS DISTINCT FROM (to_jsonb(OLD) - evidence)
      OR NEW.accepted_count - OLD.accepted_count <> OLD.uncertain_count - NEW.uncertain_count
      OR NEW.uncertain_count > OLD.uncertain_count
      OR NEW.delivered_count < OLD.delivered_count
      OR NEW.bounced_count < OLD.bounced_count
      OR NEW.hard_bounced_count < OLD.hard_bounced_count
      OR NEW.complained_count < OLD.complained_count
    THEN
      RAISE EXCEPTION 'a settled batch cannot change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.provider, NEW.sealed_at, NEW.payload_hash, NEW.first_attempt_at)
    IS DISTINCT FROM (OLD.provider, OLD.sealed_at, OLD.payload_hash, COALESCE(OLD.first_attempt_at, NEW.first_attempt_at))
    OR (NEW.settled_at IS NULL AND (NEW.sealed, NEW.size) IS DISTINCT FROM (OLD.sealed, OLD.size))
    OR NEW.size > OLD.size
  THEN
    RAISE EXCEPTION 'a sealed batch cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
